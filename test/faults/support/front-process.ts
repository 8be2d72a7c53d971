import { Agent, createServer, request } from 'node:http';

/** Program: forwards what it gets on a port to a healthy upstream, and tells its parent of every call. */
const [port, behind = '', heldMs] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true });

const server = createServer((incoming, response) => {
  process.send?.('call');
  const { method, url, headers } = incoming;
  setTimeout(() => {
    const call = request(`${behind}${url ?? '/'}`, { agent, method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    call.on('error', () => response.destroy());
    incoming.pipe(call);
  }, Number(heldMs));
});
server.listen(Number(port), '127.0.0.1', () => process.send?.('listening'));
process.on('disconnect', () => process.exit());
