import { parseAccount } from '../../../datasources/accounts/account.contract.js';
import { parseShop } from '../../../datasources/accounts/shop.contract.js';
import { accountId, accountRecord, shopId, shopRecord } from '../../support/records.js';
import { checkRows } from './contract-rows.js';

const id = accountId(11);

checkRows(parseAccount, id, accountRecord(id), {
  'an open account': {
    dirt: {},
    gives: {
      accountId: id,
      closed: false,
      kind: 'MERCHANT',
      shopId: shopId(11),
      followerCountText: '12.3万',
    },
  },
  'banned is closed': { dirt: { status: 'BANNED' }, gives: { closed: true } },
  'closed is closed': { dirt: { status: 'CLOSED' }, gives: { closed: true } },
  'an unknown status counts as banned': { dirt: { status: 'SUSPENDED' }, gives: { closed: true } },
  'no status is refused': { dirt: { status: null }, gives: 'SCHEMA' },
  'an unknown kind is CREATOR': { dirt: { kind: 'ROBOT' }, gives: { kind: 'CREATOR' } },
  'no name is refused': { dirt: { name: ' ' }, gives: 'SCHEMA' },
  'a banned account stays known without a name': {
    dirt: { name: null, status: 'BANNED' },
    gives: { closed: true, name: '' },
  },
  'no avatar is null': { dirt: { avatarUrl: null }, gives: { avatar: null } },
  'a bad avatar is null': { dirt: { avatarUrl: 'ftp://a/b' }, gives: { avatar: null }, counts: ['CT_URL'] },
  'unknown followers are null': {
    dirt: { followers: null },
    gives: { followerCount: null, followerCountText: null },
    counts: ['CT_COUNTER'],
  },
  'verified as number is refused': { dirt: { verified: 1 }, gives: 'SCHEMA' },
});

checkRows(parseShop, shopId(4), shopRecord(shopId(4)), {
  'a shop': {
    dirt: {},
    gives: { shopId: shopId(4), kind: 'TMALL', url: `https://shop.example.test/${shopId(4)}` },
  },
  'an unknown kind is OTHER': { dirt: { kind: 'OUTLET' }, gives: { kind: 'OTHER' } },
  'no name is refused': { dirt: { name: '' }, gives: 'SCHEMA' },
  'a bad link is null': { dirt: { url: 'javascript:alert(1)' }, gives: { url: null }, counts: ['CT_URL'] },
  'a protocol-relative logo becomes https': {
    dirt: { logoUrl: '//img.example.test/4.jpg' },
    gives: { logo: { url: 'https://img.example.test/4.jpg', width: null, height: null } },
    counts: ['CT_URL'],
  },
});
