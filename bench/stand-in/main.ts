import { announce } from '../measure/announce.js';
import { createStandIn } from './serve.js';

announce(createStandIn());
