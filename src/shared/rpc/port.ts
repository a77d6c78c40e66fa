/** The least that every kind of channel can do: DOM and Electron message ports, worker threads, child processes. */
export interface Port {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  onClose(listener: () => void): void;
  close(): void;
}
