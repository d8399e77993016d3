import { defineConfig } from '@playwright/test'
import base from './playwright.config'

/** Sign-in at a real provider: scripts/sso starts one beside the service. */
export default defineConfig({
  ...base,
  testDir: 'e2e-sso',
  outputDir: '../.build/sso',
  reporter: [['list'], ['junit', { outputFile: '../.build/sso.xml' }]],
  projects: [{ name: 'sso', use: { viewport: { width: 390, height: 844 }, hasTouch: true } }],
})
