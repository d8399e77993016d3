import './main.css'
import ui from '@nuxt/ui/vue-plugin'
import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { createApp } from 'vue'
import App from './App.vue'
import { router } from './router'
import { Refused, signedOut } from './shared/api/client'
import { watchEntry } from './shared/entryTime'
import { i18n } from './shared/i18n'
import { asking } from './shared/me'

const queryClient = new QueryClient({
  defaultOptions: {
    // Without a connection everything fails at once and says so, instead of waiting unseen.
    mutations: { networkMode: 'always' },
    queries: {
      networkMode: 'always',
      refetchOnReconnect: true,
      staleTime: 10_000,
      retry: (count, error) => !(error instanceof Refused) && count < 2,
    },
  },
})
signedOut.tell = () => (asking.value = true)
watchEntry()
createApp(App).use(router).use(i18n).use(ui).use(VueQueryPlugin, { queryClient }).mount('#app')
