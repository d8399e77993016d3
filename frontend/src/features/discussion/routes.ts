export const routes = [
  { path: '/discussions', component: () => import('./DiscussionsPage.vue') },
  { path: '/discussions/:id', component: () => import('./DiscussionPage.vue') },
]
