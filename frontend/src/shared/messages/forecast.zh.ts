/** The words of the forecast of hours over the tree. */
export const forecast = {
  forecast: {
    title: '各支部学时预测',
    link: '学时预测',
    reached: '已达到',
    onPlan: '按计划可达到',
    moreNeeded: '须再排学习',
    outOfReach: '到期达不到',
    until: '学习阶段到{day} · {n} 人',
    outOfReachOf: '{n} 人到期达不到',
    moreNeededOf: '{n} 人须再排，最多 {h} 个半天',
    fine: '都能达到',
  },
}
