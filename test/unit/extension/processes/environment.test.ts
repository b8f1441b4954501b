import assert from 'node:assert/strict';
import { test } from 'node:test';
import { childEnvironment } from '../../../../src/extension/processes/environment.ts';

const needed = {
  PATH: '/usr/bin',
  HOME: '/home/ada',
  LANG: 'de_DE.UTF-8',
  LC_ALL: 'C',
  TMPDIR: '/tmp',
  XDG_CONFIG_HOME: '/home/ada/.config',
  HTTPS_PROXY: 'http://proxy:3128',
  no_proxy: 'localhost',
};

test('a process of ours gets what it needs, and the editor’s program becomes a Node', () => {
  assert.deepEqual(childEnvironment(needed, 'linux'), { ...needed, ELECTRON_RUN_AS_NODE: '1' });
});

test('keys, hooks and libraries of the environment reach no process of ours', () => {
  const hostile = {
    OPENAI_API_KEY: 'sk-1',
    MY_API_KEY: 'sk-2',
    OPENAI_BASE_URL: 'http://evil',
    NODE_OPTIONS: '--require /tmp/x.js',
    NODE_TLS_REJECT_UNAUTHORIZED: '0',
    NODE_EXTRA_CA_CERTS: '/tmp/ca.pem',
    LD_PRELOAD: '/tmp/x.so',
    DYLD_INSERT_LIBRARIES: '/tmp/x.dylib',
    ELECTRON_RUN_AS_NODE: '0',
    VSCODE_IPC_HOOK: '/run/hook',
    Path: '/evil',
    home: '/evil',
  };
  assert.deepEqual(childEnvironment(hostile, 'linux'), { ELECTRON_RUN_AS_NODE: '1' });
});

test('a variable that is named besides reaches a process, and no other does', () => {
  const env = { LAB_KEY: 'k', OTHER_KEY: 'o', NODE_OPTIONS: '--require x' };
  assert.deepEqual(childEnvironment(env, 'linux', ['LAB_KEY', 'UNSET']), { LAB_KEY: 'k', ELECTRON_RUN_AS_NODE: '1' });
});

test('on Windows names are known in any case', () => {
  const windows = {
    Path: 'C:\\bin',
    SystemRoot: 'C:\\Windows',
    AppData: 'C:\\a',
    LocalAppData: 'C:\\l',
    Temp: 'C:\\t',
  };
  const env = { ...windows, node_options: '--require x' };
  assert.deepEqual(childEnvironment(env, 'win32'), { ...windows, ELECTRON_RUN_AS_NODE: '1' });
});

test('a variable that is not set is left out', () => {
  assert.deepEqual(childEnvironment({ PATH: undefined }, 'linux'), { ELECTRON_RUN_AS_NODE: '1' });
});
