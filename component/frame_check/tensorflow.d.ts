// What is used of packages that only the build of the frame check installs.
declare module "@tensorflow/tfjs-core" {
  export interface Tensor {
    data(): Promise<Float32Array>;
    dispose(): void;
  }
  export function tensor(values: Float32Array, shape: readonly number[]): Tensor;
  export function setBackend(name: string): Promise<boolean>;
  export function env(): {
    set(flag: string, value: boolean): void;
    readonly platform: { fetch: (path: string) => Promise<Response> };
  };
}

declare module "@tensorflow/tfjs-layers" {
  import type { Tensor } from "@tensorflow/tfjs-core";
  export interface LayersModel {
    predict(input: Tensor): Tensor;
  }
  export function loadLayersModel(handler: {
    load(): Promise<{
      readonly modelTopology: unknown;
      readonly weightSpecs: unknown;
      readonly weightData: ArrayBuffer;
    }>;
  }): Promise<LayersModel>;
}

declare module "@tensorflow/tfjs-backend-wasm" {
  export function setWasmPaths(prefix: string, usePlatformFetch: boolean): void;
}
