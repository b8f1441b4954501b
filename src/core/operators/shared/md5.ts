/** MD5 (RFC 1321), for hashes that must equal Data-Juicer's; not for secrets. */

/** What round `i` adds: |sin(i + 1)| as 32 bits. */
const sines = Int32Array.from({ length: 64 }, (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32) | 0);
const rotations = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];
/** By step: how far the sum is turned, and which word of the block is taken. */
const turns = Uint8Array.from({ length: 64 }, (_, i) => rotations[(i >> 4) * 4 + (i & 3)]!);
const places = Uint8Array.from({ length: 64 }, (_, i) => [i, 5 * i + 1, 3 * i + 5, 7 * i][i >> 4]! & 15);

const encoder = new TextEncoder();

/** The MD5 of a text's UTF-8 bytes in hexadecimal. */
export function md5(text: string): string {
  const message = padded(encoder.encode(text));
  const state = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476);
  for (let block = 0; block < message.length; block += 16) digestBlock(state, message, block);
  return hexOf(state[0]!) + hexOf(state[1]!) + hexOf(state[2]!) + hexOf(state[3]!);
}

const hexOfByte = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** A word's bytes, lowest first. */
function hexOf(word: number): string {
  const byte = (place: number): string => hexOfByte[(word >>> place) & 0xff]!;
  return byte(0) + byte(8) + byte(16) + byte(24);
}

/** The message as little-endian words, closed by a one bit and its length in bits, in blocks of 16 words. */
function padded(bytes: Uint8Array): Int32Array {
  const words = new Int32Array((((bytes.length + 8) >> 6) + 1) * 16);
  for (let i = 0; i < bytes.length; i++) words[i >> 2]! |= bytes[i]! << ((i & 3) * 8);
  words[bytes.length >> 2]! |= 0x80 << ((bytes.length & 3) * 8);
  words[words.length - 2] = (bytes.length * 8) | 0;
  words[words.length - 1] = Math.floor(bytes.length / 2 ** 29);
  return words;
}

function digestBlock(state: Int32Array, words: Int32Array, block: number): void {
  let a = state[0]!;
  let b = state[1]!;
  let c = state[2]!;
  let d = state[3]!;
  for (let i = 0; i < 64; i++) {
    const mixed = i < 16 ? (b & c) | (~b & d) : i < 32 ? (d & b) | (~d & c) : i < 48 ? b ^ c ^ d : c ^ (b | ~d);
    const sum = (a + mixed + sines[i]! + words[block + places[i]!]!) | 0;
    const turn = turns[i]!;
    a = d;
    d = c;
    c = b;
    b = (b + ((sum << turn) | (sum >>> (32 - turn)))) | 0;
  }
  state[0]! += a;
  state[1]! += b;
  state[2]! += c;
  state[3]! += d;
}
