import { parseStock } from '../../../datasources/inventory/stock.contract.js';
import { itemId, stockRecord } from '../../support/records.js';
import { checkRows, NOW } from './contract-rows.js';

const id = itemId(21);

checkRows(parseStock, id, stockRecord(id, {}, NOW), {
  'a known state passes': { dirt: { state: 'LOW_STOCK' }, gives: { state: 'LOW_STOCK', asOf: NOW } },
  'sold out passes': { dirt: { state: 'SOLD_OUT' }, gives: { state: 'SOLD_OUT' } },
  'an unknown state is UNKNOWN': {
    dirt: { state: 'RESERVED' },
    gives: { state: 'UNKNOWN' },
    counts: ['PR_STOCK'],
  },
  'a state of another type is refused': { dirt: { state: null }, gives: 'SCHEMA' },
  '30 seconds are fresh enough': { dirt: { asOf: NOW - 30_000 }, gives: { asOf: NOW - 30_000 } },
  'older is too old': { dirt: { asOf: NOW - 30_001 }, gives: 'TOO_OLD', counts: ['PR_STOCK'] },
  'from the future counts as now': { dirt: { asOf: NOW + 60_000 }, gives: { asOf: NOW } },
  'a few seconds ahead are believed': { dirt: { asOf: NOW + 5_000 }, gives: { asOf: NOW + 5_000 } },
  'no moment is refused': { dirt: { asOf: null }, gives: 'SCHEMA' },
});
