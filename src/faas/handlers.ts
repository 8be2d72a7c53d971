/** Everything a function needs, as one module: what the build makes one file of. */
import './without-zod-compiler.js';
export { handler as alibabaFc } from './alibaba-fc.js';
export { handler as awsLambda } from './aws-lambda.js';
