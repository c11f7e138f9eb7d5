// The real binary with a folder, keys and ports of its own: started, stopped, killed in the middle
// of anything, and started again at the same addresses. Waits for conditions, never for a time.
import {execFile, spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {parse, stringify} from 'yaml';

export const repository = fileURLToPath(new URL('../..', import.meta.url));
export const binary = process.env.SHIXIN ?? join(repository, 'build/dev/shixin');
const surfaces = ['public', 'partner', 'staff', 'ops'];

// Asks again until `ask` answers something true. The pause only spares the processor; what ends the
// wait is the answer, and a wait of a minute is a failure that says what was waited for.
export async function until(what, ask) {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > deadline) throw new Error(`waited a minute in vain for ${what}`);
    await new Promise((resume) => setTimeout(resume, 20));
  }
}

async function freePorts(count) {
  const held = await Promise.all(Array.from({length: count}, async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return server;
  }));
  const ports = held.map((server) => server.address().port);
  await Promise.all(held.map((server) => new Promise((done) => server.close(done))));
  return ports;
}

export class Server {
  // `changes` are laid over the project's own config.yaml, `surface` over each surface in it.
  static async create(changes = {}, surface = {}) {
    const folder = await mkdtemp(join(tmpdir(), 'shixin-e2e-'));
    const ports = await freePorts(surfaces.length);
    const listen = Object.fromEntries(
        surfaces.map((name, i) => [name, {address: '127.0.0.1', port: ports[i], ...surface}]));
    const config = {
      ...parse(await readFile(join(repository, 'config.yaml'), 'utf8')),
      data: join(folder, 'data'),
      keys: join(folder, 'keys'),
      feeds: join(repository, 'feeds'),
      listen,
      ...changes,
    };
    await writeFile(join(folder, 'config.yaml'), stringify(config));
    return new Server(folder, listen);
  }

  constructor(folder, listen) {
    this.folder = folder;
    this.listen = listen;
    this.process = null;
    this.log = '';
    this.isUp = false;
    this.lives = 0;  // how often it was started
  }

  url(surface, path = '') {
    const {port, tls} = this.listen[surface];
    return `${tls ? 'https' : 'http'}://127.0.0.1:${port}${path}`;
  }

  // Returns once `/readyz` answers 200 or, for a store held after a restore, `status`. `options`
  // are further ones of `serve`.
  async start({status = 200, options = []} = {}) {
    const config = join(this.folder, 'config.yaml');
    const child = spawn(binary, ['serve', '--config', config, ...options],
                        {stdio: ['ignore', 'pipe', 'pipe']});
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => { this.log += text; });
    }
    this.process = child;
    ++this.lives;
    await until('the server to be ready', () => {
      if (child.exitCode !== null) throw new Error(`serve ended at once:\n${this.log}`);
      return this.isReady(status);
    });
    this.isUp = true;
  }
  // Under TLS, that it answers at all: this asks without its certificate.
  async isReady(status = 200) {
    const answer = await fetch(this.url('ops', '/readyz')).catch((error) => error);
    return answer.status === status || /SELF_SIGNED/.test(answer.cause?.code);
  }

  // True if the process lived until this signal ended it.
  async #end(signal) {
    const child = this.process;
    this.process = null;
    this.isUp = false;
    if (!child || child.exitCode !== null || child.signalCode !== null) return false;
    const ended = once(child, 'exit');
    child.kill(signal);
    const [code, by] = await ended;
    if (signal === 'SIGTERM' && code !== 0) {
      throw new Error(`serve ended with ${code ?? by}:\n${this.log}`);
    }
    return by === signal || code === 0;
  }
  stop() { return this.#end('SIGTERM'); }
  kill() { return this.#end('SIGKILL'); }

  // {code, stdout, stderr} of a command of the binary on this server's store.
  cli(command, ...rest) { return this.#cli('', command, rest); }
  cliWith(input, command, ...rest) { return this.#cli(input, command, rest); }
  #cli(input, command, rest) {
    const args = [...command.split(' '), ...rest, '--config', join(this.folder, 'config.yaml')];
    return new Promise((done) => {
      const child = execFile(
          binary, args, {encoding: 'utf8'},
          (error, stdout, stderr) => done({code: error ? error.code : 0, stdout, stderr}));
      child.stdin.on('error', () => {});  // a command need not read it
      child.stdin.end(input);
    });
  }
  // The same for a command that must succeed: what it printed.
  run(command, ...rest) { return this.runWith('', command, ...rest); }
  // `input` is what somebody types: passwords, one a line.
  async runWith(input, command, ...rest) {
    const {code, stdout, stderr} = await this.#cli(input, command, rest);
    if (code !== 0) throw new Error(`shixin ${command} ended with ${code}:\n${stdout}${stderr}`);
    return stdout;
  }

  async remove() {
    await this.kill();
    await rm(this.folder, {recursive: true, force: true});
  }
}
