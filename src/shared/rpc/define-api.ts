import type { z } from 'zod';

export interface CallSpec<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly input: I;
  readonly output: O;
}

/** Declares one call of an API: both sides parse what crosses the border with these schemas. */
export function call<I extends z.ZodType, O extends z.ZodType>(input: I, output: O): CallSpec<I, O> {
  return { input, output };
}

export interface ApiSpec {
  readonly name: string;
  /** Raised with every incompatible change; two sides with different versions refuse each other at `hello`. */
  readonly version: number;
  readonly calls: Readonly<Record<string, CallSpec>>;
  readonly events: Readonly<Record<string, z.ZodType>>;
}

export function defineApi<const A extends ApiSpec>(api: A): A {
  return api;
}

export type CallName<A extends ApiSpec> = keyof A['calls'] & string;
export type EventName<A extends ApiSpec> = keyof A['events'] & string;
/** What the caller passes (before defaults are filled in). */
export type CallInput<A extends ApiSpec, N extends CallName<A>> = z.input<A['calls'][N]['input']>;
/** What the handler receives (after parsing). */
export type HandlerInput<A extends ApiSpec, N extends CallName<A>> = z.output<A['calls'][N]['input']>;
export type CallOutput<A extends ApiSpec, N extends CallName<A>> = z.output<A['calls'][N]['output']>;
export type EventPayload<A extends ApiSpec, N extends EventName<A>> = z.output<A['events'][N]>;

export interface CallContext {
  /** Aborted when the caller cancels or goes away. */
  readonly signal: AbortSignal;
}

/** Complete by type: a call without a handler does not compile. */
export type Handlers<A extends ApiSpec> = {
  [N in CallName<A>]: (
    input: HandlerInput<A, N>,
    context: CallContext,
  ) => CallOutput<A, N> | Promise<CallOutput<A, N>>;
};
