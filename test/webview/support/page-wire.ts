/** The host's end of a wire to a page in a browser. */
import type { Page } from 'playwright-core';
import {
  AbstractMessageReader,
  AbstractMessageWriter,
  createMessageConnection,
  type DataCallback,
  type Message,
  type MessageConnection,
} from 'vscode-jsonrpc/node';

/** A connection to a page: `receive` is fed with what the page sends. */
export function pageWire(page: Page): { connection: MessageConnection; receive: (message: Message) => void } {
  let receive: DataCallback = () => undefined;
  const reader = new Reader((callback) => (receive = callback));
  const connection = createMessageConnection(reader, new Writer(page));
  return { connection, receive: (message) => receive(message) };
}

class Reader extends AbstractMessageReader {
  readonly #connect: (receive: DataCallback) => void;

  constructor(connect: (receive: DataCallback) => void) {
    super();
    this.#connect = connect;
  }

  listen(callback: DataCallback): { dispose(): void } {
    this.#connect(callback);
    return { dispose: () => undefined };
  }
}

class Writer extends AbstractMessageWriter {
  readonly #page: Page;

  constructor(page: Page) {
    super();
    this.#page = page;
  }

  async write(message: Message): Promise<void> {
    if (this.#page.isClosed()) return;
    await this.#page
      .evaluate((wire) => {
        window.postMessage({ wire }, '*');
      }, message)
      .catch(() => undefined);
  }

  end(): void {
    // Pages close by themselves.
  }
}
