// What the runner of the element's tests puts into the page: mocha's interface, as far as we use it.
type MochaBody = (this: { timeout(ms: number): void }) => void | Promise<void>;
declare function describe(name: string, body: () => void): void;
declare function it(name: string, body: MochaBody): void;
declare function before(body: MochaBody): void;
declare function after(body: MochaBody): void;
declare function beforeEach(body: MochaBody): void;
declare function afterEach(body: MochaBody): void;
