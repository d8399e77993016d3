export const routes = [
  { path: '/api-clients', component: () => import('./ClientsPage.vue') },
  { path: '/api-clients/:id', component: () => import('./ClientPage.vue') },
]
