// schemas/openapi.yaml tells the truth: every route it describes is asked, rightly and wrongly, and
// answers only in ways it describes.
import assert from 'node:assert/strict';
import {join} from 'node:path';
import {after, before, suite, test} from 'node:test';

import {day, holdInCountry, list, person, remove} from './decisions.mjs';
import {proofOf} from './digest.mjs';
import {Description} from './openapi.mjs';
import {Partner} from './partner.mjs';
import {Server} from './server.mjs';
import {Officer, passwordsOf} from './staff.mjs';

const nobody = '0'.repeat(32);

suite('the published description', {timeout: 300_000}, () => {
  let server, description, passwords, partner, judge, president, inspector;

  before(async () => {
    description = await Description.load();
    server = await Server.create();
    const demo = await server.run('demo --count', '100', '--seed', '9');
    await server.start();
    passwords = passwordsOf(demo);
    const signIn = (name) => Officer.signIn(server, name, passwords[name]);
    [judge, president, inspector] =
        await Promise.all(['judge', 'president', 'inspector'].map(signIn));
    partner = await Partner.add(server, 'described', ['rail']);
  });
  after(() => server?.remove());

  // Fills a template, {name} by {name}.
  const fill = (path, values) =>
      path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(values[name] ?? nobody));

  // Each asks, expects the status (or one of them) and gives back the body, which is described.
  async function expect(status, operation, answer) {
    if (![status].flat().includes(answer.status)) {
      assert.fail(`${operation}: ${answer.status}, not ${status}: ${await answer.text()}`);
    }
    return description.check(operation, answer);
  }
  function asPartner(status, operation, {query = '', body, headers, ...values} = {}) {
    const [method, path] = operation.split(' ');
    const options = {method, headers: {'Content-Type': 'application/json', ...headers}};
    if (body !== undefined) options.body = JSON.stringify(body);
    return partner.fetch(fill(path, {feed: 'rail', ...values}) + query, options)
        .then((answer) => expect(status, operation, answer));
  }
  function as(officer, status, operation, {query = '', body, ...values} = {}) {
    const [method, path] = operation.split(' ');
    return officer.fetch(method, fill(path, values).replace('/api/v1', '') + query, body)
        .then((answer) => expect(status, operation, answer));
  }
  // Without a key or a session; the body as it stands.
  function asNobody(status, surface, operation,
                    {body, type = 'application/json', headers = {}, ...values} = {}) {
    const [method, path] = operation.split(' ');
    const options = {method, body, headers: {...headers}, redirect: 'manual'};
    if (body !== undefined) options.headers['Content-Type'] = type;
    return fetch(server.url(surface, fill(path, values)), options)
        .then((answer) => expect(status, operation, answer));
  }
  const asPublic = (status, operation, rest) => asNobody(status, 'public', operation, rest);
  const asOps = (status, operation, rest) => asNobody(status, 'ops', operation, rest);

  test('of reading a feed', async () => {
    await asPartner(200, 'GET /feeds');
    await asPartner(401, 'GET /feeds', {headers: {Authorization: 'Bearer nothing'}});
    await asPartner(200, 'GET /feeds/{feed}');
    await asPartner(200, 'GET /feeds/{feed}/');
    await asPartner(403, 'GET /feeds/{feed}/', {feed: 'bank_credit'});
    const page = await asPartner(200, 'GET /feeds/{feed}/_changes',
                                 {query: '?limit=10&include_docs=true'});
    assert.equal(page.results.length, 10);
    await asPartner(400, 'GET /feeds/{feed}/_changes', {query: '?since=nonsense'});
    const foreign = `ffffffff-${'0'.repeat(20)}`;
    await asPartner(410, 'GET /feeds/{feed}/_changes', {query: `?since=${foreign}`});
    await asPartner(200, 'POST /feeds/{feed}/_changes', {query: '?limit=1', body: {}});
    await asPartner(200, 'GET /feeds/{feed}/_changes',
                    {query: '?feed=longpoll&timeout=1&since=now'});
    const quiet = await asPartner(200, 'GET /feeds/{feed}/_changes',
                                  {query: '?feed=eventsource&since=now'});
    assert.equal(quiet.length, 1);
    const events = await asPartner(200, 'GET /feeds/{feed}/_changes',
                                   {query: '?feed=eventsource&include_docs=true'});
    const state = events.pop();
    assert.ok(events.length >= state.count && events.every(({doc}) => doc._id));
    assert.ok(new Date(state.head.valid_until) > new Date(state.head.time));
    const whole = await asPartner(200, 'GET /feeds/{feed}/_changes');
    assert.equal(whole.pending, 0);
    assert.equal(whole.results.length, events.length);
    const [{id, doc}] = page.results;
    await asPartner(200, 'GET /feeds/{feed}/{id}', {id, query: '?revs=true&latest=true'});
    await asPartner(404, 'GET /feeds/{feed}/{id}', {id: nobody});
    await asPartner(200, 'POST /feeds/{feed}/_bulk_get',
                    {query: '?revs=true', body: {docs: [{id, rev: doc._rev}, {id: nobody}]}});
    await asPartner(400, 'POST /feeds/{feed}/_bulk_get', {body: {docs: 1}});
    await asPartner(200, 'GET /feeds/{feed}/_all_docs', {query: '?limit=5'});
    await asPartner(200, 'POST /feeds/{feed}/_all_docs', {body: {keys: [id]}});
    for (const path of ['snapshot', 'snapshot.ndjson']) {
      const lines = await asPartner(200, `GET /feeds/{feed}/${path}`);
      const {state, head} = lines.pop();
      assert.equal(lines.length, state.count);
      assert.ok(new Date(head.valid_until) > new Date(head.time));
      assert.ok(lines.every(({seq, doc}) => seq && doc._id));
    }
    for (const path of ['snapshot.csv', 'changes.csv']) {
      const text = await asPartner(200, `GET /feeds/{feed}/${path}`);
      assert.ok(text.split('\r\n').some((line) => line.includes(doc.names[0])), path);
    }
    const book = await asPartner(200, 'GET /feeds/{feed}/snapshot.xlsx');
    assert.ok(book.startsWith('PK') && book.includes('xl/worksheets/sheet1.xml'));
    await asPartner(400, 'GET /feeds/{feed}/changes.csv', {query: '?since=nonsense'});
    const items = [{ref: 'a', name: doc.names[0], documents: doc.documents},
                   {ref: 'b', documents: [{type: 'citizen_id', number: '1'}]}];
    const verdicts = await asPartner(200, 'POST /feeds/{feed}/check', {body: {items}});
    assert.deepEqual(verdicts.map(({ref, verdict}) => [ref, verdict]),
                     [['a', 'restricted'], ['b', 'unknown']]);
    await asPartner(400, 'POST /feeds/{feed}/check', {body: {items: [{}]}});
  });

  test('of what a partner says back', async () => {
    const id = 'checkpoint';
    await asPartner(404, 'GET /feeds/{feed}/_local/{id}', {id});
    await asPartner(201, 'PUT /feeds/{feed}/_local/{id}', {id, body: {last_seq: '0'}});
    await asPartner(200, 'GET /feeds/{feed}/_local/{id}', {id});
    await asPartner(409, 'PUT /feeds/{feed}/_local/{id}', {id, body: {}});
    const {documents, state} = await partner.snapshot('rail');
    const receipt = {seq: state.seq, count: state.count, proof: proofOf(documents)};
    await asPartner(200, 'POST /feeds/{feed}/receipts', {body: receipt});
    await asPartner(409, 'POST /feeds/{feed}/receipts', {body: {...receipt, count: 1}});
    const applied = (status, at) =>
        asPartner(status, 'POST /feeds/{feed}/receipts',
                  {body: {...receipt, applied_at: new Date(at).toISOString()}});
    const now = Date.now();
    await applied(400, now - 86_400_000);  // the state is not so old
    await applied(200, now);
    await applied(409, now - 60_000);
    await asPartner(400, 'POST /feeds/{feed}/receipts', {body: {}});
    await asPartner(409, 'POST /feeds/{feed}/generation',
                    {body: {generation: 'ffffffff', discarded: true}});
    const [{generation}] = (await partner.json('/feeds')).feeds;
    await asPartner(200, 'POST /feeds/{feed}/generation', {body: {generation, discarded: true}});
  });

  test('of a decision on its way to the second hand', async () => {
    const {id} = await as(judge, 201, 'POST /api/v1/decisions', {body: list(1)});
    await as(judge, 400, 'POST /api/v1/decisions', {body: {kind: 'list'}});
    await as(judge, 422, 'POST /api/v1/decisions', {body: list(2, {grounds: []})});
    await as(judge, 200, 'POST /api/v1/decisions/check', {body: list(2)});
    await as(judge, 200, 'GET /api/v1/decisions', {query: '?state=draft'});
    await as(judge, 200, 'PUT /api/v1/decisions/{id}', {id, body: list(1)});
    await as(judge, 422, 'PUT /api/v1/decisions/{id}', {id, body: list(1, {grounds: []})});
    await as(judge, 200, 'GET /api/v1/decisions/{id}', {id});
    await as(judge, 404, 'GET /api/v1/decisions/{id}', {id: nobody});
    const submitted = await as(judge, 200, 'POST /api/v1/decisions/{id}/submit', {id, body: {}});
    const body = {subject_version: submitted.subject_version, version: submitted.version};
    await as(judge, 403, 'POST /api/v1/decisions/{id}/approve', {id, body});
    await as(president, 409, 'POST /api/v1/decisions/{id}/approve',
             {id, body: {subject_version: 99}});
    await as(president, 200, 'POST /api/v1/decisions/{id}/return', {id, body: {remark: '请补正'}});
    await as(judge, 200, 'POST /api/v1/decisions/{id}/submit', {id, body: {}});
    await as(inspector, 404, 'GET /api/v1/decisions/{id}/proof', {id});
    await as(president, 200, 'POST /api/v1/decisions/{id}/approve', {id, body});
    await as(inspector, 200, 'GET /api/v1/decisions/{id}/proof', {id});

    const draft = () => as(judge, 201, 'POST /api/v1/decisions', {body: remove(1)});
    const {id: given} = await draft();
    await as(judge, 200, 'POST /api/v1/decisions/{id}/reassign', {id: given, body: {to: 'clerk'}});
    await as(judge, 200, 'POST /api/v1/decisions/{id}/withdraw', {id: given, body: {remark: '误'}});
    const {id: refused} = await draft();
    await as(judge, 200, 'POST /api/v1/decisions/{id}/submit', {id: refused, body: {}});
    await as(president, 200, 'POST /api/v1/decisions/{id}/reject',
             {id: refused, body: {remark: '不符合规定'}});
  });

  test('of a fact, its clock and what it proposes', async () => {
    const {id: exit} = await as(judge, 201, 'POST /api/v1/decisions',
                                {body: holdInCountry(4, day(20))});
    await as(judge, 200, 'POST /api/v1/decisions/{id}/submit', {id: exit, body: {}});
    await as(president, 200, 'POST /api/v1/decisions/{id}/approve',
             {id: exit, body: {subject_version: 0}});
    const {no} = list(1).case;
    const body = {
      kind: 'performed', case: {no}, occurred_on: day(), received_on: day(), source: '案款台账',
      evidence: ['到账通知'],
    };
    const {id, proposals} = await as(judge, 201, 'POST /api/v1/facts', {body});
    assert.deepEqual(proposals.map(({remedy}) => remedy), ['delete', 'lift_consumption']);
    const again = await as(judge, 200, 'POST /api/v1/facts', {body});
    assert.ok(again.already && again.id === id);
    const applied = {...body, kind: 'application', subject: person(5)};
    await as(judge, 201, 'POST /api/v1/facts', {body: applied});
    await as(judge, 422, 'POST /api/v1/facts', {body: {...body, evidence: []}});
    await as(judge, 400, 'POST /api/v1/facts', {body: {kind: 'performed'}});
    await as(inspector, 403, 'POST /api/v1/facts', {body});
    await as(inspector, 200, 'GET /api/v1/facts/{id}', {id});
    await as(judge, 404, 'GET /api/v1/facts/{id}', {id: nobody});
    await as(judge, 200, 'GET /api/v1/facts', {query: `?case=${encodeURIComponent(no)}`});
    await as(judge, 400, 'GET /api/v1/facts');
    const {deadlines} = await as(inspector, 200, 'GET /api/v1/deadlines', {query: '?limit=500'});
    assert.ok(deadlines.some(({fact}) => fact?.id === id));
    assert.ok(deadlines.some(({about, owner}) => about === 'exit' && owner === 'judge'));
    await as(judge, 200, 'GET /api/v1/deadlines', {query: '?state=overdue&owner=judge'});
    await as(judge, 400, 'GET /api/v1/deadlines', {query: '?state=soon'});
    const closing = {id, body: {remark: '误录'}};
    await as(judge, 403, 'POST /api/v1/facts/{id}/close', closing);
    await as(president, 200, 'POST /api/v1/facts/{id}/close', closing);
    await as(president, 409, 'POST /api/v1/facts/{id}/close', closing);
  });

  test('of what the court has on file', async () => {
    const {name, documents: [{number}]} = person(1);
    const query = `?name=${encodeURIComponent(name)}`;
    const {subjects: [{id}]} = await as(judge, 200, 'GET /api/v1/subjects', {query});
    await as(judge, 200, 'POST /api/v1/subjects/search', {body: {number}});
    await as(judge, 200, 'GET /api/v1/subjects/{id}', {id});
    await as(judge, 404, 'GET /api/v1/subjects/{id}', {id: nobody});
    await as(judge, 200, 'GET /api/v1/cases/{no}', {no: list(1).case.no});
    await as(inspector, 200, 'GET /api/v1/audit');
    await as(judge, 403, 'GET /api/v1/audit');
    await as(inspector, 200, 'GET /api/v1/partners');
  });

  test('of a session from its beginning to its end', async () => {
    const name = 'clerk';
    const password = passwords[name];
    const wrong = {name, password: 'not this one'};
    await as(new Officer(server), 401, 'POST /api/v1/session', {body: wrong});
    await as(new Officer(server), 201, 'POST /api/v1/session', {body: {name, password}});
    const clerk = await Officer.signIn(server, name, password);
    await as(clerk, 200, 'GET /api/v1/session');
    const changed = {old_password: password, new_password: 'synthetic and long'};
    await as(clerk, 400, 'PUT /api/v1/session/password', {body: {...changed, new_password: 'x'}});
    await as(clerk, 204, 'PUT /api/v1/session/password', {body: changed});
    const again = await Officer.signIn(server, name, changed.new_password);
    await as(again, 204, 'DELETE /api/v1/session');
    await as(again, 401, 'GET /api/v1/session');
  });

  test('of what the public asks', async () => {
    const {name, documents: [{number}]} = person(1);
    await asPublic(200, 'GET /');
    await asPublic(200, 'GET /style.css');
    await asPublic(303, 'GET /lookup');
    const form = new URLSearchParams({name, number}).toString();
    await asPublic(200, 'POST /lookup', {type: 'application/x-www-form-urlencoded', body: form});
    await asPublic(200, 'POST /api/v1/lookup', {body: JSON.stringify({name, number})});
    await asPublic(400, 'POST /api/v1/lookup', {body: '{"name":'});
    await asPublic(415, 'POST /api/v1/lookup', {type: 'text/plain', body: 'x'});
    const size = Number((await asPublic(200, 'GET /checkpoint')).split('\n')[1]);
    const tile = `entries/000${size < 256 ? `.p/${size}` : ''}`;
    await asPublic(200, 'GET /tile/{tile}', {tile});
    await asPublic(404, 'GET /tile/{tile}', {tile: '0/999'});
    await asPublic(200, 'GET /stats');
    await asPublic(200, 'GET /api/v1/stats');
    await asPublic(404, 'GET /entries/{id}', {id: nobody});
  });

  test('of what the operator asks', async () => {
    for (const surface of ['public', 'partner', 'staff', 'ops']) {
      await asNobody(200, surface, 'GET /healthz');
    }
    await asOps(200, 'GET /metrics');
    await asOps(200, 'GET /readyz');
    await asOps(404, 'POST /rehearsal/clock', {body: '{"now":"2030-01-01T00:00:00+08:00"}'});
  });

  const closed = (operation) =>
      operation !== 'POST /api/v1/session' && operation !== 'GET /healthz' &&
      description.surfacesOf(operation).find((each) => each === 'partner' || each === 'staff');

  test('of strangers, on every route which is not theirs', async () => {
    for (const operation of description.operations().filter(closed)) {
      const body = description.takesJson(operation) ? '{}' : undefined;
      await asNobody(401, closed(operation), operation, {body});
    }
  });

  test('of bodies which are none, on every route which takes one', async () => {
    const takers = description.operations().filter(
        (operation) => closed(operation) && description.takesJson(operation));
    assert.ok(takers.length > 10);
    for (const operation of takers) {
      const surface = closed(operation);
      const headers = surface === 'partner' ?
          {Authorization: `Bearer ${partner.key}`} :
          {'Cookie': judge.cookie, 'X-CSRF-Token': judge.csrf};
      const given = {feed: 'rail', headers};
      await asNobody(400, surface, operation, {...given, body: '{"kind":'});
      // Where anything else would be forgery by a form, its type is refused already.
      await asNobody([400, 415], surface, operation,
                     {...given, body: 'kind', type: 'text/plain'});
    }
  });

  test('of a store that is held after a restore', async () => {
    const backup = join(server.folder, 'backup');
    await server.run('backup', backup);
    await server.stop();
    await server.run('restore', backup);
    await server.start({status: 503});
    await asOps(503, 'GET /readyz');
    await asPartner(503, 'GET /feeds/{feed}/_changes');
    await asPublic(200, 'GET /');
    await as(judge, 401, 'GET /api/v1/decisions');  // a backup signs nobody in
    [judge, president] = await Promise.all(
        ['judge', 'president'].map((name) => Officer.signIn(server, name, passwords[name])));
    await as(judge, 503, 'POST /api/v1/decisions', {body: list(3)});
    await as(president, 503, 'POST /api/v1/decisions/{id}/approve',
             {id: nobody, body: {subject_version: 0}});
  });

  test('of every route', () => {
    assert.deepEqual(description.operations().filter((each) => !description.called.has(each)), []);
  });
});
