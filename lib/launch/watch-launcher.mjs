// Ends this process when the launcher is gone, even by kill -9: the channel to it then closes.
import process from 'node:process'

export function watchLauncher() {
  if (!process.send) return
  const leave = () => {
    process.kill(process.pid, 'SIGTERM')
    setTimeout(() => process.exit(1), 5000).unref()
  }
  if (process.connected) process.once('disconnect', leave)
  else leave()
  // The watch alone is no reason to keep running.
  process.channel?.unref()
}
