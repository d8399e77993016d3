export const routes = [
  { path: '/accounts', component: () => import('./AccountsPage.vue') },
  { path: '/accounts/:id', component: () => import('./AccountPage.vue') },
]
