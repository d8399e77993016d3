/** Who leads a campaign, who ties leaders to branches, and the plan that was approved. CAM-3. */
@org.jspecify.annotations.NullMarked
package org.zhixing.campaign.leadership;
