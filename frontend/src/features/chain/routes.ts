export const routes = [
  { path: '/chain', component: () => import('./ChainPage.vue') },
  { path: '/chain/gaps', component: () => import('./GapsPage.vue') },
]
