export const routes = [{ path: '/chain', component: () => import('./ChainPage.vue') }]
