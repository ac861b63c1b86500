import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The server puts a fresh nonce in its place in every answer (serve-console.ts). */
const NONCE_PLACEHOLDER = '__CSP_NONCE__';

export default defineConfig({
  plugins: [react()],
  html: { cspNonce: NONCE_PLACEHOLDER },
  build: {
    // Complaints from government networks are about Chromium 86 and below 100; syntax only.
    target: ['chrome86', 'edge86', 'firefox78', 'safari14'],
  },
});
