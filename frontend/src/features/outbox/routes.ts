export const routes = [{ path: '/outbox', component: () => import('./OutboxPage.vue') }]
