export const routes = [
  { path: '/discussions', component: () => import('./DiscussionsPage.vue') },
  { path: '/requirements', component: () => import('./EffectivePage.vue') },
  { path: '/discussions/:id', component: () => import('./DiscussionPage.vue') },
  { path: '/discussions/:id/adopted', component: () => import('./AdoptedPage.vue') },
]
