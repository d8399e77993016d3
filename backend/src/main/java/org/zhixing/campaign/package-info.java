/** Campaigns made from templates, their batches and phases, and which phase each branch is in. CAM-1, CAM-2. */
@org.jspecify.annotations.NullMarked
package org.zhixing.campaign;
