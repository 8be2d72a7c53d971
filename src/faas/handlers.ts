/** Everything a function needs, as one module: what the build makes one file of. */
export { handler as alibabaFc } from './alibaba-fc.js';
export { handler as awsLambda } from './aws-lambda.js';
