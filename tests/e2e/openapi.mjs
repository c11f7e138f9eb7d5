// The published description of the interface (schemas/openapi.yaml and the JSON Schemas beside it)
// held against live answers: what is not described must not happen.
import assert from 'node:assert/strict';
import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import Ajv from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import {parse} from 'yaml';
import {repository} from './server.mjs';

const methods = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options'];
const pointerPart = (text) => encodeURIComponent(text.replaceAll('~', '~0').replaceAll('/', '~1'));

// An event stream to its first head; it has no end to wait for.
async function untilHead(answer) {
  const reader = answer.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  while (!/^event: state\n(.+\n)+\n/m.test(text)) {
    const {done, value} = await reader.read();
    assert.ok(!done, `the stream ended before it came to a head:\n${text}`);
    text += decoder.decode(value, {stream: true});
  }
  await reader.cancel();
  return text;
}

// The JSON texts an answer is made of.
function partsOf(type, text) {
  if (type === 'text/event-stream') {
    return [...text.matchAll(/^data: (.*)$/gm)].map(([, data]) => data);
  }
  return type === 'application/x-ndjson' ? text.trimEnd().split('\n') : [text];
}

export class Description {
  static async load() {
    const folder = join(repository, 'schemas');
    const document = parse(await readFile(join(folder, 'openapi.yaml'), 'utf8'));
    const ajv = formats(new Ajv({strict: false, allErrors: true, validateSchema: false}));
    ajv.addSchema(document, 'openapi.yaml');
    for (const name of await readdir(folder)) {
      if (name.endsWith('.json')) {
        ajv.addSchema(JSON.parse(await readFile(join(folder, name), 'utf8')), name);
      }
    }
    return new Description(document, ajv);
  }

  constructor(document, ajv) {
    this.document = document;
    this.ajv = ajv;
    this.called = new Set();
  }

  // "METHOD /path/{template}" of everything described.
  operations() {
    return Object.entries(this.document.paths).flatMap(
        ([path, item]) => methods.filter((method) => item[method])
                              .map((method) => `${method.toUpperCase()} ${path}`));
  }

  // Whether it takes a JSON body.
  takesJson(operation) {
    const [method, path] = operation.split(' ');
    const {requestBody} = this.document.paths[path][method.toLowerCase()];
    return Boolean(requestBody && this.#follow('', requestBody)[1].content['application/json']);
  }
  surfacesOf(operation) {
    return this.document.paths[operation.split(' ')[1]]['x-surface'];
  }

  #follow(pointer, value) {
    if (!value?.$ref) return [pointer, value];
    assert.ok(value.$ref.startsWith('#/'), `${value.$ref}: answers are described in one file`);
    const parts = value.$ref.slice(2).split('/');
    const target = parts.reduce(
        (at, part) => at?.[part.replaceAll('~1', '/').replaceAll('~0', '~')], this.document);
    return [value.$ref.slice(1), target];
  }

  // Fails unless the answer to `operation` is one that the description allows.
  async check(operation, answer) {
    this.called.add(operation);
    const [method, path] = operation.split(' ');
    const described = this.document.paths[path]?.[method.toLowerCase()];
    assert.ok(described, `${operation} is not described`);
    const status = described.responses[answer.status] ? String(answer.status) : 'default';
    const own = `/paths/${pointerPart(path)}/${method.toLowerCase()}/responses/${status}`;
    const [pointer, response] = this.#follow(own, described.responses[status]);
    const what = `${operation} ${answer.status}`;
    if (!response) assert.fail(`${what} is not described: ${await answer.text()}`);

    const type = (answer.headers.get('content-type') ?? '').split(';')[0].trim();
    if (!response.content) {
      const text = await answer.text();
      assert.equal(text, '', `${what}: no body is described`);
      return text;
    }
    assert.ok(response.content[type], `${what}: ${type} is not described`);
    const isStream = ['text/event-stream', 'application/x-ndjson'].includes(type);
    const text = type === 'text/event-stream' ? await untilHead(answer) : await answer.text();
    if (!isStream && !type.endsWith('json')) return text;
    if (isStream) assert.ok(response.content[type].schema, `${what}: its parts are not described`);
    const values = partsOf(type, text);
    const bodies = values.map((value) => JSON.parse(value));
    if (response.content[type].schema) {
      const ref = `openapi.yaml#${pointer}/content/${pointerPart(type)}/schema`;
      const valid = this.ajv.getSchema(ref) ?? this.ajv.compile({$ref: ref});
      for (const body of bodies) {
        assert.ok(valid(body), `${what}: ${this.ajv.errorsText(valid.errors)}\n` +
            JSON.stringify(body, null, 1));
      }
    }
    return isStream ? bodies : bodies[0];
  }
}
