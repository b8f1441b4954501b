/** The engine process: answers an editor about one dataset folder, over the channel to the process that started it. */
import { createMessageConnection, IPCMessageReader, IPCMessageWriter } from 'vscode-jsonrpc/node';
import { machines } from '../core/pipeline/machines.ts';
import { serve } from './server.ts';

const connection = createMessageConnection(new IPCMessageReader(process), new IPCMessageWriter(process));
const close = serve(connection, machines());

/** Nobody listens any more: what is being written is finished, and no more is begun. */
const end = (): void => void close().finally(() => process.exit(0));
process.on('disconnect', end);
process.on('SIGTERM', end);
process.on('SIGINT', () => undefined);
