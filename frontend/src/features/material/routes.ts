export const routes = [
  { path: '/materials', component: () => import('./MaterialsPage.vue') },
  { path: '/materials/reading', component: () => import('./ReadingPage.vue') },
  { path: '/materials/:id', component: () => import('./MaterialPage.vue') },
]
