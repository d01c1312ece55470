import { connectNodeRouteros } from '../../client/src/api/nodeRouteros';
import { transportContract } from './transportContract';

transportContract('node-routeros behind our framing', connectNodeRouteros);
