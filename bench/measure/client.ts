import { Pool, type Dispatcher } from 'undici';

/** One request as it is sent. */
export interface LoadRequest {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** One answer, unread. */
export interface LoadAnswer {
  readonly status: number;
  readonly body: Buffer;
}

/** Posts to one server. It collects bytes and no more: what it takes is taken from the stand-in on the same core. */
export class Client {
  private readonly pool: Pool;

  constructor(
    url: string,
    private readonly path: string,
    connections: number,
  ) {
    this.pool = new Pool(url, { connections, pipelining: 1 });
  }

  /** Rejects when no whole answer comes. */
  post({ body, headers }: LoadRequest): Promise<LoadAnswer> {
    return new Promise((resolve, reject) => {
      this.pool.dispatch({ path: this.path, method: 'POST', body, headers }, new Collector(resolve, reject));
    });
  }

  /** Ends its connections, with what is under way on them. */
  close(): Promise<void> {
    return this.pool.destroy();
  }
}

class Collector implements Dispatcher.DispatchHandler {
  private status = 0;
  private readonly chunks: Buffer[] = [];

  constructor(
    private readonly resolve: (answer: LoadAnswer) => void,
    private readonly reject: (error: Error) => void,
  ) {}

  // undici takes an object without it for a handler of its former interface.
  onRequestStart(): void {
    this.status = 0;
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number): void {
    this.status = status;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.chunks.push(chunk);
  }

  onResponseEnd(): void {
    const [only] = this.chunks;
    const body = only && this.chunks.length === 1 ? only : Buffer.concat(this.chunks);
    this.resolve({ status: this.status, body });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.reject(error);
  }
}
