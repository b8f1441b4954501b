/** An OpenAI-compatible server on loopback, over a captioner of this machine. */
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ProductError } from '../../protocol/errors.ts';
import { openCaptioner } from '../models/captioner.ts';
import { createDecoderPool } from '../models/decoder-pool.ts';
import type { ModelFolder } from '../models/model-folder.ts';
import { CaptionDesk, deskSlots } from './caption-desk.ts';
import { answer } from './exchange.ts';

/** A server that answers. */
export interface CaptionServer {
  /** `http://127.0.0.1:PORT/v1` */
  readonly url: string;
  readonly key: string;
  /** The name that it answers to. */
  readonly model: string;
  /** Requests at a time that keep it busy. */
  readonly slots: number;
  /** Answers what is being answered, turns away what waits, and closes all connections. */
  close(): Promise<void>;
}

/** What a server is made of. */
export interface CaptionServerOptions {
  /** The captioner. */
  readonly model: ModelFolder;
  /** The name that it answers to. */
  readonly reference: string;
  /** Path of the decoder program. */
  readonly decoder: string;
  /** A free one, where it is not given. */
  readonly port?: number;
  /** Processor threads of the captioner. */
  readonly threads: number;
  /** A random one, where it is not given. */
  readonly key?: string;
}

/** A client that pauses between two questions keeps its connection for so long. */
const keepAliveMilliseconds = 60_000;

/**
 * Starts a server on 127.0.0.1.
 * @throws ProductError (model) where the model is no captioner, (usage) where the port cannot be had
 */
export async function startCaptionServer(options: CaptionServerOptions): Promise<CaptionServer> {
  const { model, reference, decoder, port = 0, threads, key = randomBytes(32).toString('base64url') } = options;
  const captioner = await openCaptioner(model, threads);
  const desk = new CaptionDesk(captioner, createDecoderPool({ entry: decoder, size: 2 }));
  const exchanges = new Map<IncomingMessage, Promise<void>>();
  const server = createServer({ keepAliveTimeout: keepAliveMilliseconds }, (request, response) => {
    const exchange = answer(request, response, { desk, reference, key });
    exchanges.set(
      request,
      exchange.finally(() => exchanges.delete(request)),
    );
  });
  try {
    await listen(server, port);
  } catch (error) {
    await desk.close();
    throw error;
  }
  const { port: given } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${given}/v1`,
    key,
    model: reference,
    slots: deskSlots,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const request of exchanges.keys()) if (!request.complete) request.destroy();
      await desk.close();
      await Promise.all(exchanges.values());
      server.closeAllConnections();
      await closed;
    },
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const next = 'Take another --port, or none: then a free one is found.';
      reject(new ProductError('usage', `Port ${port} cannot be had: ${error.message}.`, { next, cause: error }));
    });
    server.listen(port, '127.0.0.1', resolve);
  });
}
