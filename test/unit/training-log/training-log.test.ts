import assert from 'node:assert/strict';
import { test } from 'node:test';
import { read, valuesOf, digestOf, bar, dict } from './logs.ts';

/** A training of `total` steps with bars at every step and a dict at every tenth. */
function trained(from: number, to: number, total = 1000, scale = 1): string {
  let text = bar(from === 1 ? 0 : from - 1, total, 0);
  for (let step = from; step <= to; step++) {
    text += bar(step, total, (step - from + 1) / 10);
    if (step % 10 === 0) text += `${dict((scale * 100) / step, step / total)}\n`;
  }
  return text;
}

test('bars alone carry the step of a dict', () => {
  const log = read(trained(1, 30));
  assert.deepEqual(valuesOf(log, 'loss'), { 10: 10, 20: 5, 30: 100 / 30 });
  assert.deepEqual([log.stepSource, log.totalSteps], ['bars', 1000]);
});

test('a log means the same wherever it is cut and in whatever chunks it comes', () => {
  const text = `${trained(1, 60)}{'eval_loss': 0.5, 'epoch': 0.06}\n\x1b[32mInfo: ä 日本 \x1b[0m\n${trained(41, 90)}`;
  const bytes = Buffer.from(text);
  const whole = digestOf(read(bytes));
  for (const size of [1, 2, 3, 7, 64, 1000]) assert.equal(digestOf(read(bytes, size)), whole, `chunks of ${size}`);
  for (let seed = 0; seed < 40; seed++) assert.equal(digestOf(read(bytes, 200, { seed })), whole, `seed ${seed}`);
  // What was read of a part is the beginning of what is read of the whole, but for the line that is cut.
  for (let cut = 0; cut < 3000; cut += 97) {
    const log = read(bytes.subarray(0, cut), 50);
    for (const [step, loss] of Object.entries(valuesOf(log, 'loss'))) assert.equal(loss, 100 / Number(step));
  }
});

test('a torn last line is read once it is whole', () => {
  const [first, second] = [trained(1, 10), dict(4, 0.02)];
  assert.deepEqual(Object.keys(valuesOf(read(first + bar(20, 1000, 2) + second.slice(0, 30)), 'loss')), ['10']);
  assert.deepEqual(Object.keys(valuesOf(read(`${first}${bar(20, 1000, 2)}${second}`), 'loss')), ['10', '20']);
});

test('the same dict of several processes counts once', () => {
  const ranks = [1, 2, 3]
    .map((i) => `${bar(10 * i, 100, i)}${bar(10 * i - 1, 100, i)}${`${dict(i, i / 10)}\n`.repeat(4)}`)
    .join('');
  assert.deepEqual(valuesOf(read(ranks), 'loss'), { 10: 1, 20: 2, 30: 3 });
});

test('an attempt that goes back replaces what came after', () => {
  const log = read(
    `${trained(1, 60)}\nTraceback (most recent call last):\n${bar(0, 1000, 0)}${trained(41, 80, 1000, 2)}`,
  );
  const losses = valuesOf(log, 'loss');
  assert.deepEqual(Object.keys(losses).map(Number), [10, 20, 30, 40, 50, 60, 70, 80]);
  assert.equal(losses[40], 2.5);
  assert.equal(losses[50], 4);
  assert.deepEqual(log.curves.restarts, [50]);
});

test('steps that lines name go before all others, and an epoch that goes back begins anew', () => {
  const named = read(
    '{"step": 5, "loss": 2}\n{"step": 10, "loss": 1.5}\n{"step": 10, "eval_loss": 3}\n{"step": 7, "loss": 1}\n',
  );
  assert.deepEqual([valuesOf(named, 'loss'), named.curves.restarts], [{ 5: 2, 7: 1 }, [7]]);
  const counted = read(['0.1', '0.2', '0.3', '0.2', '0.4'].map((epoch, i) => `${dict(i, Number(epoch))}\n`).join(''));
  assert.equal(counted.stepSource, 'counted');
  assert.deepEqual(valuesOf(counted, 'loss'), { 1: 0, 2: 3, 3: 4 });
});

test('values that are no numbers are marks, not points', () => {
  const text = ['1.5', 'nan', 'inf', '-inf', '0.5'].map((loss, i) => `{'loss': ${loss}, 'epoch': ${i}}\n`).join('');
  const log = read(text);
  assert.deepEqual(valuesOf(log, 'loss'), { 1: 1.5, 5: 0.5 });
  assert.deepEqual(log.curves.marks.get('loss'), [2, 3, 4]);
});

test('bars of evaluations, loading and mapping are not the training’s', () => {
  const text = `Loading checkpoint shards: 100%|███| 3/3 [00:01<00:00, 2it/s]\nMap: 50%|██ | 50/100 [00:00<00:00, 9it/s]\n${trained(1, 20, 100)}${bar(1, 7, 0)}${bar(7, 7, 1)}{'eval_loss': 0.5, 'eval_runtime': 1.2, 'epoch': 0.2}\n${trained(21, 30, 100)}`;
  const log = read(text);
  assert.deepEqual(Object.keys(valuesOf(log, 'loss')), ['10', '20', '30']);
  assert.deepEqual(valuesOf(log, 'eval_loss'), { 20: 0.5 });
  assert.deepEqual(log.curves.restarts, []);
});

test('the end of a training is no point of a curve', () => {
  const log = read(`${trained(1, 10)}{'train_runtime': 12.5, 'train_loss': 0.7, 'epoch': 1.0}`);
  assert.deepEqual(Object.fromEntries(log.end!), { train_runtime: 12.5, train_loss: 0.7, epoch: 1 });
  assert.deepEqual(Object.keys(valuesOf(log, 'loss')), ['10']);
});

test('numbers that are printed as texts, tensors, and other trainers’ names are understood', () => {
  const lines = [
    `{'loss': '0.5', 'grad_norm': tensor(1.5, device='cuda:0'), 'learning_rate': np.float64(1e-05), 'epoch': '0.1', 'ok': True, 'x': None}`,
    '{"current_steps": 20, "total_steps": 100, "loss": 0.4, "lr": 2e-05, "epoch": 0.2, "elapsed_time": "0:00:20"}',
    '[rank0]: INFO {"train/loss": 0.3, "train/global_step": 30, "step": 30, "elapsed_time": "0:00:30"}',
  ];
  const log = read(lines.join('\n'));
  assert.deepEqual(Object.values(valuesOf(log, 'loss')), [0.5, 0.4, 0.3]);
  assert.deepEqual(Object.values(valuesOf(log, 'learning_rate')), [1e-5, 2e-5]);
  assert.equal(log.totalSteps, 100);
  assert.deepEqual(valuesOf(log, 'steps_per_second'), { 30: 1 });
});

test('logs of other trainers, empty ones and bars alone have no points', () => {
  for (const text of [
    '',
    'Epoch 1: loss=0.5\n{not a dict}\n{"name": "x", "size": 3}\n',
    trained(1, 9),
    '{'.repeat(100_000),
  ])
    assert.equal(read(text, 1000).entries, 0);
  assert.deepEqual(read('Epoch 1\n\nloss 0.5\n').head, ['Epoch 1', 'loss 0.5']);
});

test('a line without an end takes no memory', () => {
  const log = read(Buffer.alloc(20_000_000, 'x'), 1_000_000);
  assert.equal(log.entries, 0);
  assert.deepEqual(log.head, []);
});

test('our own log has a line a step, equal ones too', () => {
  const log = read(`${dict(0, 0.01)}\n`.repeat(5), 10, { eachLineCounts: true });
  assert.deepEqual(Object.keys(valuesOf(log, 'loss')), ['1', '2', '3', '4', '5']);
});

test('scores with a seed are evaluations', () => {
  const log = read('{"arm": "raw", "seed": 1, "right": 0.4}\n{"arm": "raw", "seed": 2, "right": 0.5}\n');
  assert.deepEqual(log.scores, [
    { group: 'raw', seed: '1', metric: 'right', value: 0.4 },
    { group: 'raw', seed: '2', metric: 'right', value: 0.5 },
  ]);
});

test('a log in UTF-16, as PowerShell writes it, is read like the same in UTF-8, wherever it is cut', () => {
  const text = `${trained(1, 60)}{'eval_loss': 0.5, 'epoch': 0.06}\nInfo: ä 日本\n`;
  const whole = digestOf(read(text));
  const little = Buffer.from(`\uFEFF${text}`, 'utf16le');
  for (const bytes of [little, Buffer.from(little).swap16()])
    for (const size of [Infinity, 1, 2, 3, 1001]) assert.equal(digestOf(read(bytes, size)), whole, `chunks of ${size}`);
});

test('metrics in a dict of their own have the step of the line, those of an evaluation are told apart', () => {
  const metrics = read(
    '{"step": 5, "metrics": {"loss": 2, "lr": 0.1}}\n{"metrics": {"loss": 1.5}, "global_step": 10}\n',
  );
  assert.deepEqual(valuesOf(metrics, 'loss'), { 5: 2, 10: 1.5 });
  assert.deepEqual(valuesOf(metrics, 'learning_rate'), { 5: 0.1 });
  assert.equal(metrics.stepSource, 'named');
  const both = read(`{'step': 7, 'train': {'loss': 0.5}, 'eval': {'loss': nan, 'accuracy': 0.25}, 'more': {}}\n`);
  assert.deepEqual([valuesOf(both, 'loss'), valuesOf(both, 'eval_accuracy')], [{ 7: 0.5 }, { 7: 0.25 }]);
  assert.deepEqual([...both.curves.marks], [['eval_loss', [7]]]);
  const deep = read('{"event": "log", "payload": {"step": 3, "data": {"loss": 4}}}\n');
  assert.deepEqual(valuesOf(deep, 'loss'), { 3: 4 });
  const twice = read('{"step": 1, "a": {"loss": 1}, "b": {"loss": 2}}\n');
  assert.deepEqual([valuesOf(twice, 'loss'), valuesOf(twice, 'b/loss')], [{ 1: 1 }, { 1: 2 }]);
  assert.equal(read(`${'{"a": '.repeat(20_000)}1${'}'.repeat(20_000)}\n`).entries, 0);
});
