import type { Answer, Ask, EngineMethod } from '../protocol/engine.ts';

/** Answers one question. The signal aborts when nobody waits for the answer any more. */
export type Handler<M extends EngineMethod> = (ask: Ask<M>, signal: AbortSignal) => Promise<Answer<M>>;

/** Answers to some questions. */
export type Handlers<M extends EngineMethod = EngineMethod> = { readonly [K in M]: Handler<K> };
