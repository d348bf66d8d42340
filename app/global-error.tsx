// The last resort, when the root frame itself failed; it stands alone, without the styles.
'use client'

export default function GlobalError({ reset }: { reset: () => void }) {
  return (
    <html lang="en">
      <body style={{ fontFamily: 'system-ui, sans-serif', padding: '3rem', colorScheme: 'light dark' }}>
        <h1>Cutover could not make this page</h1>
        <p>Nothing was changed. The log of the web process says what happened.</p>
        <button type="button" onClick={reset}>
          Try again
        </button>
      </body>
    </html>
  )
}
