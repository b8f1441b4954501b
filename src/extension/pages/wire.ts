import {
  AbstractMessageReader,
  AbstractMessageWriter,
  createMessageConnection,
  type DataCallback,
  type Disposable,
  type Message,
  type MessageConnection,
  type MessageReader,
  type MessageWriter,
} from 'vscode-jsonrpc/node';
import type { WireMessage } from './wire-message.ts';

/** Takes a message to the page. */
export type Post = (message: { readonly wire: Message }) => PromiseLike<boolean>;

/** The end of a wire that is fed with checked messages. */
class PageReader extends AbstractMessageReader implements MessageReader {
  #listener: DataCallback = () => undefined;

  listen(listener: DataCallback): Disposable {
    this.#listener = listener;
    return { dispose: () => (this.#listener = () => undefined) };
  }

  take(message: WireMessage): void {
    this.#listener(message);
  }
}

/** The end of a wire that posts. A page that is hidden hears nothing: it asks again when it is shown. */
class PageWriter extends AbstractMessageWriter implements MessageWriter {
  #post: Post;

  constructor(post: Post) {
    super();
    this.#post = post;
  }

  async write(wire: Message): Promise<void> {
    await this.#post({ wire });
  }

  end(): void {
    this.dispose();
  }

  /** An answer that comes late must not reach the page that comes after. */
  override dispose(): void {
    super.dispose();
    this.#post = () => Promise.resolve(false);
  }
}

/** A JSON-RPC connection over window messages: `take` feeds it. */
export function pageConnection(post: Post): { connection: MessageConnection; take: (message: WireMessage) => void } {
  const reader = new PageReader();
  return { connection: createMessageConnection(reader, new PageWriter(post)), take: (message) => reader.take(message) };
}
