export const routes = [
  { path: '/due', component: () => import('./DuePage.vue') },
  // For whoever has the message, signed in or not.
  { path: '/unsubscribe', component: () => import('./UnsubscribePage.vue'), meta: { open: true } },
]
