import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const KIT = fileURLToPath(
  new URL('../../node_modules/nhsuk-frontend/dist/nhsuk/assets/images/favicon.ico', import.meta.url),
)
const SIZES = [16, 32]
/** From NHS blue to white, and black for what is transparent, as the format asks. */
const SHADES = 15
const TRANSPARENT = SHADES
const BLUE = [0x00, 0x5e, 0xb8]

/**
 * `public/favicon.ico`: the icon of the NHS kit in two sizes and 16 colours. The kit's has three sizes in all colours, which
 * is fourteen times as many bytes and as much as a whole first visit. Browsers that know SVG take `favicon.svg` instead.
 */
export function favicon(): Buffer {
  const kit = readFileSync(KIT)
  const images = SIZES.map(size => paletteImage(size, pixelsOf(kit, size)))
  const header = Buffer.alloc(6 + 16 * images.length)
  header.writeUInt16LE(1, 2)
  header.writeUInt16LE(images.length, 4)
  let offset = header.length
  for (const [index, image] of images.entries()) {
    const entry = header.subarray(6 + 16 * index)
    const size = SIZES[index] ?? 0
    entry.set([size, size, SHADES + 1, 0, 1, 0, 4, 0])
    entry.writeUInt32LE(image.length, 8)
    entry.writeUInt32LE(offset, 12)
    offset += image.length
  }
  return Buffer.concat([header, ...images])
}

/** Blue, green, red and opacity of each pixel, from the bottom row up. */
function pixelsOf(icon: Buffer, size: number): Buffer {
  for (let entry = 6; entry < 6 + 16 * icon.readUInt16LE(4); entry += 16)
    if (icon[entry] === size && icon.readUInt16LE(entry + 6) === 32) {
      const start = icon.readUInt32LE(entry + 12) + 40
      return icon.subarray(start, start + size * size * 4)
    }
  throw new Error(`The kit's icon has no size ${size}`)
}

/** A bitmap of 4 bits a pixel, with the mask of what is transparent: every browser reads it. */
function paletteImage(size: number, pixels: Buffer): Buffer {
  const header = Buffer.alloc(40)
  header.writeUInt32LE(40, 0)
  header.writeInt32LE(size, 4)
  header.writeInt32LE(2 * size, 8)
  header.writeUInt16LE(1, 12)
  header.writeUInt16LE(4, 14)
  const palette = Buffer.alloc(4 * (SHADES + 1))
  for (let shade = 0; shade < SHADES; shade++)
    for (const [channel, blue] of BLUE.entries())
      palette[4 * shade + 2 - channel] = Math.round(blue + ((255 - blue) * shade) / (SHADES - 1))

  const colours = Buffer.alloc((size * size) / 2)
  const maskRow = Math.ceil(size / 32) * 4
  const mask = Buffer.alloc(maskRow * size)
  for (let pixel = 0; pixel < size * size; pixel++) {
    const [red = 0, opacity = 0] = [pixels[4 * pixel + 2], pixels[4 * pixel + 3]]
    const shade = opacity < 128 ? TRANSPARENT : Math.round((red / 255) * (SHADES - 1))
    colours[pixel >> 1] = (colours[pixel >> 1] ?? 0) | (shade << (pixel % 2 === 0 ? 4 : 0))
    const [row, column] = [Math.floor(pixel / size), pixel % size]
    const at = row * maskRow + (column >> 3)
    if (shade === TRANSPARENT) mask[at] = (mask[at] ?? 0) | (0x80 >> (column % 8))
  }
  return Buffer.concat([header, palette, colours, mask])
}
