export const routes = [
  { path: '/accounts', component: () => import('./AccountsPage.vue') },
  { path: '/accounts/:id', component: () => import('./AccountPage.vue') },
  { path: '/grants', component: () => import('./GrantsPage.vue') },
  { path: '/organizations/:id/readers', component: () => import('./ReadersPage.vue') },
  { path: '/keys', component: () => import('./KeysPage.vue') },
]
