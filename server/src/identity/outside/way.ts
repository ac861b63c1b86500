import type { OutsideKind, outsideConfigs, outsideSecrets } from '@zhengdun/contract';
import type { z } from 'zod';
import type { Egress } from '../../kernel/egress/index.ts';

/** What a provider says of somebody, and nothing more: which account that is, is decided here. */
export interface Assertion {
  /** who says so; with the subject it is the key of a binding */
  readonly issuer: string;
  /** never changes and is nobody else's: 1 to 255 characters */
  readonly subject: string;
  /** how the provider calls the person, for the eye */
  readonly label: string;
  /** the provider says that two factors were used, in a way that its settings name */
  readonly twoFactors: boolean;
}

/** What a way stands on when it asks a provider. */
export interface Asking<Kind extends OutsideKind> {
  readonly config: z.infer<(typeof outsideConfigs)[Kind]>;
  readonly secrets: z.infer<(typeof outsideSecrets)[Kind]>;
  readonly egress: Egress;
}

/** Short texts that are kept, sealed, while a browser is away. */
export type Kept = Readonly<Record<string, string>>;

/** What every way has. */
interface EveryWay<Kind extends OutsideKind> {
  /** first half of the key of a binding, as the settings are now */
  issuerOf(config: Asking<Kind>['config']): string;
  /** 测试连接: everything that can be tried without a person. @throws OutsideFault */
  test(asking: Asking<Kind>, returnUrl: string): Promise<void>;
}

/** The browser is sent to the provider and comes back. */
export interface RedirectWay<Kind extends OutsideKind = OutsideKind> extends EveryWay<Kind> {
  readonly manner: 'redirect';
  /**
   * Where to send the browser. The state is of this journey alone and comes back in the query of the return address.
   *
   * @throws OutsideFault
   */
  begin(
    asking: Asking<Kind>,
    journey: { readonly returnUrl: string; readonly state: string },
  ): Promise<{ readonly url: string; readonly kept: Kept }>;
  /** What the provider says, once the browser is back. @throws OutsideFault */
  finish(
    asking: Asking<Kind>,
    returned: {
      readonly returnUrl: string;
      readonly state: string;
      readonly query: URLSearchParams;
      readonly kept: Kept;
    },
  ): Promise<Assertion>;
}

/** The name and the password of the provider are typed here. */
export interface PasswordWay<Kind extends OutsideKind = OutsideKind> extends EveryWay<Kind> {
  readonly manner: 'password';
  /**
   * @param given.beforeGuess told the subject that the name stands for, or that there is none, before the password is
   * tried: counts the try, or throws
   * @returns undefined where name or password are wrong
   * @throws OutsideFault
   */
  ask(
    asking: Asking<Kind>,
    given: {
      readonly loginName: string;
      readonly password: string;
      readonly beforeGuess: (subject: string | undefined) => Promise<void>;
    },
  ): Promise<Assertion | undefined>;
}

/** Seconds by which clocks of provider and house may differ. */
export const CLOCK_SKEW_S = 60;
/** For every exchange with a provider. */
export const PATIENCE_MS = 10_000;
