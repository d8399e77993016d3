export const routes = [
  { path: '/organizations', component: () => import('./OrganizationsPage.vue') },
  { path: '/organizations/:id', component: () => import('./OrganizationsPage.vue') },
  { path: '/organizations/:id/sign-in-slips', component: () => import('./SlipsPage.vue') },
  { path: '/members/:id', component: () => import('./MemberPage.vue') },
  { path: '/imports', component: () => import('./ImportsPage.vue') },
  { path: '/imports/:id', component: () => import('./ImportPage.vue') },
]
