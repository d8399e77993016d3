export const routes = [{ path: '/', component: () => import('./HomePage.vue') }]
