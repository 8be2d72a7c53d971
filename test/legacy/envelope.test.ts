import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { FailureClass } from '../../datasources/chain/outcome.js';
import { reasonOf } from '../../datasources/chain/reason.js';
import { UpstreamError } from '../../datasources/http/upstream-error.js';
import { openEnvelope } from '../../datasources/legacy/legacy-envelope.js';
import { legacyFeed, legacyItems, legacyViewerStates } from '../../datasources/legacy/legacy.loaders.js';
import { startFakeUpstreams, type FakeUpstreams } from '../support/fake-upstreams.js';
import { openRequest, type UpstreamRequest } from '../support/upstream-request.js';
import { answer, envelope, legacyPage, PATHS } from './support/legacy-answers.js';

/** Every code of the contract and the class it comes to. */
const CODES: Readonly<Record<string, FailureClass>> = {
  FAIL_SYS_SERVICE_TIMEOUT: 'TIMEOUT',
  FAIL_SYS_HTTP_RESPONSE_TIMEOUT: 'TIMEOUT',
  FAIL_SYS_HTTP_CONNECT_TIMEOUT: 'TIMEOUT',
  FAIL_SYS_SERVICE_FAULT: 'UPSTREAM_5XX',
  FAIL_SYS_SERVICE_INNER_FAULT: 'UPSTREAM_5XX',
  FAIL_SYS_INTERNAL_FAULT: 'UPSTREAM_5XX',
  FAIL_SYS_HSF_THROWN_EXCEPTION: 'UPSTREAM_5XX',
  FAIL_SYS_HSF_ASYNC_POOL_FOOL: 'UPSTREAM_5XX',
  FAIL_SYS_TRAFFIC_LIMIT: 'UPSTREAM_BUSY',
  FAIL_SYS_USER_FLOW_LIMIT: 'UPSTREAM_BUSY',
  FAIL_SYS_SYSTEM_BUSY_ERROR: 'UPSTREAM_BUSY',
  FAIL_SYS_REQUEST_QUEUED: 'UPSTREAM_BUSY',
  FAIL_SYS_SERVICE_NOT_EXIST: 'CONFIG',
  FAIL_SYS_API_NOT_FOUNDED: 'CONFIG',
  FAIL_SYS_API_STOP_SERVICE: 'CONFIG',
  FAIL_SYS_PARAM_MISSING: 'UPSTREAM_4XX',
  FAIL_SYS_PARAM_FORMAT_ERROR: 'UPSTREAM_4XX',
  FAIL_SYS_BIZPARAM_MISSED: 'UPSTREAM_4XX',
  FAIL_SYS_SESSION_EXPIRED: 'UPSTREAM_AUTH',
  FAIL_SYS_TOKEN_EXOIRED: 'UPSTREAM_AUTH',
  FAIL_SYS_TOKEN_EMPTY: 'UPSTREAM_AUTH',
  FAIL_SYS_ILLEGAL_ACCESS: 'UPSTREAM_AUTH',
  FAIL_BIZ_NO_RESULT: 'ENVELOPE',
  FAIL_BIZ_SCENE_OFFLINE: 'ENVELOPE',
  FAIL_BIZ_ANYTHING_ELSE: 'ENVELOPE',
  FAIL_SYS_NEVER_HEARD_OF: 'SCHEMA',
  FAIL: 'SCHEMA',
  SUCCESS: 'SCHEMA', // without `::` it is no verdict
  '': 'SCHEMA',
};

describe('the envelope', () => {
  it('is opened when it says SUCCESS, whatever follows', () => {
    const data = { itemList: [] };
    for (const verdict of ['SUCCESS::ok', 'SUCCESS::', 'SUCCESS::FAIL_SYS_SERVICE_FAULT'])
      assert.equal(openEnvelope(envelope(data, [verdict, 'FAIL_SYS_SERVICE_FAULT::second'])), data);
  });

  it('names its failure by the code of its first entry', () => {
    for (const [code, cls] of Object.entries(CODES)) {
      if (code !== 'SUCCESS') assert.equal(openEnvelope(envelope({}, [`${code}::message::more`])), cls, code);
      assert.equal(openEnvelope(envelope({}, [code, 'SUCCESS::ok'])), cls, code);
    }
  });

  it('that is none is SCHEMA', () => {
    const none = [null, 7, 'SUCCESS::ok', [], {}, { data: {} }];
    const rets = [null, undefined, 'SUCCESS::ok', {}, [], [null], [['SUCCESS::ok']], [7]];
    const data = [null, undefined, '', 'null', [], [{}], 7];
    for (const wrong of none) assert.equal(openEnvelope(wrong), 'SCHEMA', JSON.stringify(wrong));
    for (const ret of rets) assert.equal(openEnvelope({ ret, data: {} }), 'SCHEMA', JSON.stringify(ret));
    for (const part of data) assert.equal(openEnvelope(envelope(part)), 'SCHEMA', JSON.stringify(part));
  });

  it('is told to clients in words that they know', () => {
    assert.deepEqual((['CONFIG', 'ENVELOPE'] as const).map(reasonOf), ['UPSTREAM_ERROR', 'UPSTREAM_ERROR']);
  });
});

describe('a failure told with status 200', () => {
  let upstreams: FakeUpstreams;
  let request: UpstreamRequest;
  before(async () => {
    upstreams = await startFakeUpstreams();
  });
  beforeEach(() => {
    request = openRequest(upstreams.urls);
  });
  afterEach(async () => {
    await request.close();
    upstreams.reset();
  });
  after(() => upstreams.close());

  const page = { sceneId: 'home', pageNum: 1, pageSize: 10, platform: 'IOS', appVersion: null };
  const feed = () => legacyFeed(page, request.contextOf('VIEWER'));
  const refusedAs = (cls: FailureClass) => (error: unknown) => error instanceof UpstreamError && error.cls === cls; // prettier-ignore

  it('fails the call with its class, and is not tried again', async () => {
    for (const code of ['FAIL_SYS_SERVICE_FAULT', 'FAIL_SYS_TRAFFIC_LIMIT', 'FAIL_BIZ_NO_RESULT']) {
      upstreams.reset();
      upstreams.on('LEGACY', '/gw', answer({}, [`${code}::no`]));
      await assert.rejects(request.load(legacyItems, ['1']), refusedAs(CODES[code] ?? 'SCHEMA'));
      await assert.rejects(feed(), refusedAs(CODES[code] ?? 'SCHEMA'));
      assert.equal(upstreams.callsOf('LEGACY').length, 2);
    }
    assert.deepEqual(request.counted, []);
  });

  it('counts a viewer who is refused (RQ_SESSION), and nobody where nobody was named', async () => {
    upstreams.on('LEGACY', '/gw', answer({}, ['FAIL_SYS_SESSION_EXPIRED::login']));
    await assert.rejects(feed(), refusedAs('UPSTREAM_AUTH'));
    await assert.rejects(request.load(legacyViewerStates.videos, ['1']), refusedAs('UPSTREAM_AUTH'));
    assert.deepEqual(request.counted, ['RQ_SESSION', 'RQ_SESSION']);
    await assert.rejects(request.load(legacyItems, ['1']), refusedAs('UPSTREAM_AUTH'));
    assert.equal(request.counted.length, 2);
  });

  it('may hide in the data of the feed', async () => {
    for (const success of ['false', false, 0, '0', null, 'null', '', undefined, 'yes', {}]) {
      upstreams.on('LEGACY', PATHS.feed, answer(legacyPage([], { success })));
      await assert.rejects(feed(), refusedAs('ENVELOPE'), JSON.stringify(success));
    }
    upstreams.on('LEGACY', PATHS.feed, answer({}));
    await assert.rejects(feed(), refusedAs('ENVELOPE'));
  });

  it('is no answer at all when it is not JSON, and SCHEMA when its list is none', async () => {
    upstreams.on('LEGACY', '/gw', () => ({ status: 200, headers: { 'content-type': 'application/json;charset=UTF-8' }, body: 'ret' })); // prettier-ignore
    await assert.rejects(request.load(legacyItems, ['1']), refusedAs('PARSE'));
    upstreams.on('LEGACY', '/gw', answer({ itemList: 'none', success: 'true', resultList: 7 }));
    await assert.rejects(request.load(legacyItems, ['1']), refusedAs('SCHEMA'));
    await assert.rejects(feed(), refusedAs('SCHEMA'));
  });
});
