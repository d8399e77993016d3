export const routes = [
  { path: '/me', component: () => import('./MyAccountPage.vue') },
  { path: '/me/record', component: () => import('./MyRecordPage.vue') },
  { path: '/accounts', component: () => import('./AccountsPage.vue') },
  { path: '/accounts/:id', component: () => import('./AccountPage.vue') },
  { path: '/grants', component: () => import('./GrantsPage.vue') },
  { path: '/organizations/:id/readers', component: () => import('./ReadersPage.vue') },
  { path: '/keys', component: () => import('./KeysPage.vue') },
]
