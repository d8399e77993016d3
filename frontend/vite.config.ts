import { fileURLToPath, URL } from 'node:url'
import vue from '@vitejs/plugin-vue'
import ui from '@nuxt/ui/vite'
import { defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'

export default defineConfig({
  plugins: [
    vue(),
    {
      name: 'public-opinion-page',
      configureServer: ({ middlewares }) => {
        middlewares.use((request, _response, next) => {
          if (request.url?.startsWith('/o/')) request.url = '/opinion.html'
          next()
        })
      },
    },
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
            {
              color: 'success',
              variant: 'solid',
              class: 'hover:bg-green-800 active:bg-green-900',
            },
            {
              color: 'error',
              variant: 'solid',
              class: 'hover:bg-red-800 active:bg-red-900',
            },
            {
              color: 'primary',
              variant: 'link',
              class: 'hover:text-primary-700 active:text-primary-700',
            },
          ],
        },
        input: { slots: { base: 'min-h-11 lg:min-h-9' } },
        select: { slots: { base: 'min-h-11 lg:min-h-9' } },
        selectMenu: { slots: { base: 'min-h-11 lg:min-h-9' } },
        checkbox: { slots: { base: 'rounded-sm' } },
      },
    }),
    VitePWA({
      injectRegister: false, // shared/offline/useNewVersion.ts registers it.
      manifestFilename: 'manifest.webmanifest',
      manifest: {
        id: '/',
        name: '知行',
        short_name: '知行',
        description: '学习教育活动管理',
        lang: 'zh-CN',
        start_url: '/',
        display: 'standalone',
        theme_color: '#a3231b',
        background_color: '#f7f5f3',
        icons: [
          { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
        shortcuts: [{ name: '集中学习', url: '/study' }],
      },
      workbox: {
        // The page and its parts, and nothing that the service answered.
        globPatterns: ['index.html', 'assets/*.{js,css,woff2}', '*.{svg,png}'],
        navigateFallback: '/index.html',
        navigateFallbackDenylist: [/^\/(api|o|oauth|openapi|problems|q)(\/|$)/],
        dontCacheBustURLsMatching: /^assets\//,
        cleanupOutdatedCaches: true,
        inlineWorkboxRuntime: true,
        sourcemap: false,
      },
    }),
    {
      name: 'public-opinion-page-without-app',
      enforce: 'post',
      transformIndexHtml: {
        order: 'post',
        handler: (html, { filename }) =>
          filename.endsWith('opinion.html') ? html.replace(/<link rel="manifest"[^>]*>/, '') : html,
      },
    },
  ],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: {
    proxy: Object.fromEntries(
      ['/api', '/calendar'].map((path) => [path, process.env.VITE_API ?? 'http://localhost:8080']),
    ),
  },
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 700,
    // The public's page is one of its own: who scans a poster loads nothing of the house behind it.
    rollupOptions: { input: ['index.html', 'opinion.html'] },
  },
})
