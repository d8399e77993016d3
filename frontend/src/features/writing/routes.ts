export const routes = [
  { path: '/writing', component: () => import('./WritingsPage.vue') },
  { path: '/writing/review', component: () => import('./ReviewPage.vue') },
  { path: '/writing/:kind(notes|reflections)/:id', component: () => import('./WritingPage.vue') },
]
