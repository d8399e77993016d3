import { fileURLToPath, URL } from 'node:url'
import vue from '@vitejs/plugin-vue'
import ui from '@nuxt/ui/vite'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [
    vue(),
    ui({
      colorMode: false,
      icon: { clientBundle: { scan: { globInclude: ['src/**/*.{vue,ts}'] } } },
      ui: {
        colors: { primary: 'party', neutral: 'stone' },
        button: {
          slots: { base: 'min-h-11 lg:min-h-9' },
          // Darker, not paler, under the pointer: white on it stays readable.
          compoundVariants: [
            {
              color: 'primary',
              variant: 'solid',
              class: 'hover:bg-primary-600 active:bg-primary-700',
            },
          ],
        },
        input: { slots: { base: 'min-h-11 lg:min-h-9' } },
        select: { slots: { base: 'min-h-11 lg:min-h-9' } },
        selectMenu: { slots: { base: 'min-h-11 lg:min-h-9' } },
        checkbox: { slots: { base: 'rounded-sm' } },
      },
    }),
  ],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: {
    proxy: Object.fromEntries(
      ['/api', '/calendar'].map((path) => [path, process.env.VITE_API ?? 'http://localhost:8080']),
    ),
  },
  build: { target: 'es2022', chunkSizeWarningLimit: 700 },
})
