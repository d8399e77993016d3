export const routes = [
  { path: '/campaign', component: () => import('./CampaignPage.vue') },
  { path: '/campaign/leadership', component: () => import('./LeadershipPage.vue') },
  { path: '/campaign/extensions/:id', component: () => import('./ExtensionPage.vue') },
]
