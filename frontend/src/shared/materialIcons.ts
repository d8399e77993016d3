/** The picture of a material, by what it consists of. */
export function materialIcon(kind: string, mediaType?: string | null) {
  if (kind === 'LINK') return 'i-lucide-globe'
  if (kind === 'TEXT') return 'i-lucide-scroll-text'
  if (mediaType?.startsWith('video/')) return 'i-lucide-video'
  if (mediaType?.startsWith('audio/')) return 'i-lucide-headphones'
  if (mediaType?.startsWith('image/')) return 'i-lucide-image'
  return 'i-lucide-file-text'
}
