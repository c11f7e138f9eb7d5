// The console in a browser, as court staff and the public meet it.
import assert from 'node:assert/strict';
import {after, before, suite, test} from 'node:test';

import {openBrowser, Person} from './browser.mjs';
import {correct, day, exempt, list, person} from './decisions.mjs';
import {Server} from './server.mjs';
import {Desk, passwordsOf} from './staff.mjs';

suite('the console', {timeout: 600_000}, () => {
  let server, browser, passwords, desk, clerk, judge, president;

  const sit = (name, more) => Person.signIn(browser, server, name, passwords[name], more);
  const escaped = (text) => new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));

  // Drafted and submitted through the pages; its path.
  async function bring(decision) {
    await clerk.open('/draft/list');
    await clerk.typeListing(decision);
    await clerk.press('保存草稿');
    await clerk.page.waitForURL('**/decisions/*');
    const path = new URL(clerk.page.url()).pathname;
    await judge.open(path);
    await judge.press('提交审批');
    await judge.page.getByText('待审批', {exact: true}).waitFor();
    return path;
  }

  before(async () => {
    server = await Server.create();
    passwords = passwordsOf(await server.run('demo --count', '60', '--seed', '4'));
    await server.start();
    browser = await openBrowser();
    [clerk, judge, president] =
        await Promise.all(['clerk', 'judge', 'president'].map((name) => sit(name)));
    desk = await Desk.open(server, passwords);
  });
  after(async () => {
    await browser?.close();
    await server?.remove();
  });

  test('a listing goes from the clerk over the judge to the president, and the public finds it',
       async () => {
    const path = await bring(list(1));
    assert.match(await judge.text(), escaped(`${list(1).case.no}`));
    await president.open('/');
    await president.page.getByRole('row', {name: person(1).name}).getByRole('link').first().click();
    await president.page.waitForURL(`**${path}`);
    await president.look('decision-to-sign');
    await president.press('批准，立即生效');
    await president.page.getByText('已生效', {exact: true}).waitFor();

    const reader = await (await browser.newContext()).newPage();
    await reader.goto(server.url('public', '/'));
    await reader.fill('#name', person(1).name);
    await reader.click('button[type=submit]');
    await reader.getByText('失信被执行人').first().waitFor();
    assert.match(await reader.locator('.subject').innerText(), escaped(list(1).case.no));
    await reader.context().close();
  });

  test('money comes in: the bundle is drafted from the fact, approved, and he is gone',
       async () => {
    await desk.decide(list(11));
    const no = list(11).case.no;
    await clerk.open(`/facts/new?case=${encodeURIComponent(no)}`);
    await clerk.field('/kind').selectOption('performed');
    const told = {'/occurred_on': day(), '/received_on': day(), '/source': '案款台账',
                  '/evidence': '到账凭证'};
    for (const [pointer, text] of Object.entries(told)) await clerk.field(pointer).fill(text);
    await clerk.press('登记');
    await clerk.page.waitForURL(/\/facts\/[0-9a-f]{32}$/);
    await clerk.look('fact');
    const drafts = await clerk.page.locator('td a[href^="/decisions/"]')
        .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    assert.equal(drafts.length, 2);
    await president.open('/deadlines');
    assert.match(await president.text(), escaped(person(11).name));
    for (const [n, path] of drafts.entries()) {
      await judge.open(`${path}/edit`);
      await judge.field('/paper/no').fill(`${no}之${'七八'[n]}`);
      await judge.field('/paper/signed_on').fill(day());
      await judge.press('保存草稿');
      await judge.page.waitForURL(`**${path}`);
      await judge.press('提交审批');
      await judge.page.getByText('待审批', {exact: true}).waitFor();
      await president.open(path);
      await president.press('批准，立即生效');
      await president.page.getByText('已生效', {exact: true}).waitFor();
    }
    await president.open('/deadlines');
    assert.doesNotMatch(await president.text(), escaped(person(11).name));
    const asked = await fetch(server.url('public', '/api/v1/lookup'), {
      method: 'POST', headers: {'Content-Type': 'application/json'},
      body: JSON.stringify({name: person(11).name, number: person(11).documents[0].number}),
    });
    assert.equal((await asked.json()).total.count, 0);
  });

  test('a clerk is refused where he must be', async () => {
    const path = await bring(list(2));
    await clerk.open(path);
    assert.equal(await clerk.page.getByRole('button', {name: '批准，立即生效'}).count(), 0);
    assert.match(await clerk.text(), /您是书记员，此决定须由院长审批/);
    const forged = await clerk.page.evaluate(async (address) => {
      const csrf = document.querySelector('[name=csrf]').value;
      const body = new URLSearchParams({csrf, subject_version: '0', version: '1'});
      const answer = await fetch(address, {method: 'POST', body});
      return answer.status;
    }, `${path}/approve`);
    assert.equal(forged, 403);
    await clerk.open('/accounts');
    assert.match(await clerk.text(), /无权/);
  });

  test('the same form sent twice decides once', async () => {
    await clerk.open('/draft/list');
    await clerk.typeListing(list(3));
    const sent = await clerk.page.evaluate(async () => {
      const form = document.querySelector('form[data-checked]');
      const body = new URLSearchParams(new FormData(form));
      body.set('do', 'save');
      const once = () => fetch(form.action, {method: 'POST', body}).then(({url}) => url);
      return Promise.all([once(), once()]);
    });
    assert.equal(sent[0], sent[1]);
    assert.match(sent[0], /\/decisions\/[0-9a-f]{32}$/);
    const path = new URL(sent[0]).pathname;
    await judge.open(path);
    await judge.page.getByRole('button', {name: '提交审批'}).dblclick();
    await judge.page.getByText('待审批', {exact: true}).waitFor();
    await president.open(path);
    await president.page.getByRole('button', {name: '批准，立即生效'}).dblclick();
    await president.page.getByText('已生效', {exact: true}).waitFor();
    const query = `?name=${encodeURIComponent(person(3).name)}`;
    const {subjects} = await desk.judge.send('GET', `/subjects${query}`);
    assert.equal(subjects.length, 1);
    assert.equal(subjects[0].listings.length, 1);
  });

  test('an approval of what has changed is refused, with the difference', async () => {
    await desk.decide(list(4));
    const {id} = await desk.judge.send('POST', '/decisions', correct(4, '余款'));
    await desk.judge.send('POST', `/decisions/${id}/submit`, {});
    await president.open(`/decisions/${id}`);
    await desk.decide(exempt(4));
    await president.press('批准，立即生效');
    await president.page.getByText('您查看之后的变化').waitFor();
    assert.match(await president.text(), /批准了对此人的暂时解除乘坐飞机、高铁限制/);
    await president.look('decision-stale');
    await president.press('批准，立即生效');
    await president.page.getByText('已生效', {exact: true}).waitFor();
  });

  test('what is typed is checked as it is typed, and without a script by the button', async () => {
    await clerk.open('/draft/list');
    await clerk.field('/case/no').fill('执123号');
    await clerk.page.locator('#case-no[aria-invalid=true]').waitFor();
    await clerk.typeListing(list(5));
    await clerk.page.locator('#effect').getByText('限制消费（限高）').waitFor();
    assert.equal(await clerk.field('/case/no').inputValue(), list(5).case.no);
    await clerk.look('draft-checked');

    const plain = await sit('clerk', {javaScriptEnabled: false});
    await plain.open('/draft/list');
    await plain.typeListing(list(6));
    await plain.field('/paper/no').fill('');
    await plain.press('检查');
    assert.match(await plain.page.locator('#paper-no-about').innerText(), /提交前补齐/);
    await plain.field('/paper/no').fill(list(6).paper.no);
    await plain.press('检查');
    assert.match(await plain.page.locator('#effect').innerText(), /数据随之变化的部门名单/);
    await plain.page.context().close();
  });

  test('a session that ends in the middle of a form loses nothing of it', async () => {
    const other = await sit('clerk');
    await other.open('/draft/list');
    await other.typeListing(list(7));
    await other.page.context().clearCookies();
    await other.press('保存草稿');
    await other.page.getByText('刚才填写的内容还在').waitFor();
    await other.look('sign-in-again');
    await other.fillSignIn('clerk', passwords.clerk);
    await other.press('继续提交');
    await other.page.waitForURL('**/decisions/*');
    assert.match(await other.text(), escaped(person(7).name));
    await other.page.context().close();
  });

  test('every screen, at a desk and on a telephone', async () => {
    // Names and texts that try a page: rare characters, and a company of very many words.
    const rare = person(8);
    rare.name = '\u{20087}\u{24B62}·买买提阿卜杜热合曼';
    await desk.decide(list(8, {subject: rare}));
    const company = {
      kind: 'organisation',
      name: `信州区${'某某新能源汽车动力电池回收利用科技发展'.repeat(3)}有限责任公司第二分公司`,
      documents: [{type: 'credit_code', number: '91361102MA00YYYYX6'}],
    };
    const duty = '支付货款人民币壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分及违约金。'.repeat(20);
    const long = list(9, {subject: company, paper: undefined});
    long.case.duty = duty;
    const drafted = await desk.judge.send('POST', '/decisions', long);
    const {subjects: [{id}]} = await desk.judge.send(
        'GET', `/subjects?name=${encodeURIComponent(rare.name)}`);
    const caseNo = encodeURIComponent(list(8).case.no);
    await desk.judge.send('POST', '/facts', {
      kind: 'performed', case: {no: list(8).case.no}, occurred_on: day(), received_on: day(),
      source: '案款台账', evidence: ['到账凭证'],
    });
    const screens = {
      'deadlines': [judge, '/deadlines'], 'fact-new': [clerk, `/facts/new?case=${caseNo}`],
      'work-clerk': [clerk, '/'], 'work-judge': [judge, '/'], 'work-president': [president, '/'],
      'search': [clerk, '/search'], 'draft': [clerk, '/draft'], 'password': [clerk, '/password'],
      'subject': [judge, `/subjects/${id}`], 'case': [judge, `/cases/${caseNo}`],
      'accounts': [await sit('admin'), '/accounts'], 'refused': [clerk, '/accounts'],
      'nothing': [clerk, '/no/such/page'], 'restrict-new': [clerk, '/draft/restrict'],
    };
    for (const kind of ['list', 'restrict', 'lift', 'delete', 'early_delete', 'exempt', 'correct',
                        'identify']) {
      screens[`draft-${kind}`] = [clerk, `/draft/${kind}?subject=${id}&case=${caseNo}`];
    }
    screens['decision-long'] = [judge, `/decisions/${drafted.id}`];
    for (const [name, [who, path]] of Object.entries(screens)) {
      await who.open(path);
      await who.look(name);
    }
    await clerk.open('/search');
    await clerk.page.fill('#q', '试');
    await clerk.press('查找');
    await clerk.look('found');
    await judge.open(`/subjects/${id}`);
    await judge.press('显示完整号码');
    assert.match(await judge.text(), escaped(rare.documents[0].number));
    await judge.look('subject-full');
    await clerk.open('/draft/list');
    await clerk.press('保存草稿');
    await clerk.look('draft-refused');
    await judge.press('退出');
    await judge.look('sign-in');
  });
});
