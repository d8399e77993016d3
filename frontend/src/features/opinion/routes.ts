export const routes = [
  { path: '/opinions', component: () => import('./CallsPage.vue') },
  { path: '/opinions/:id', component: () => import('./CallPage.vue') },
  { path: '/opinions/:id/poster', component: () => import('./PosterPage.vue') },
  { path: '/opinions/:id/paper', component: () => import('./PaperPage.vue') },
]
