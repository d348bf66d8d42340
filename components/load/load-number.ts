// Numbers of the load as they are written: whole from ten on, one decimal below, and never a rounded zero.

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })
const one = new Intl.NumberFormat('en', { maximumFractionDigits: 1 })

export function loadNumber(value: number): string {
  if (value === 0) return '0'
  if (value < 0.05) return '< 0.1'
  return value < 9.95 ? one.format(value) : whole.format(value)
}
