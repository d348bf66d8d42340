// Where a one-time link leads. Opening it changes nothing; the button spends the token.
import type { Metadata } from 'next'
import { Logo } from '@/components/layout/logo'
import { SignInForm } from '@/components/sign-in/sign-in-form'
import { signInWithToken } from './actions'

export const metadata: Metadata = { title: 'Sign in' }

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ token?: string | string[] }> }) {
  const { token } = await searchParams
  return (
    <main className="flex min-h-screen items-center justify-center p-6">
      <div className="w-full max-w-[380px] rounded-xl border border-line bg-surface p-6">
        <Logo />
        <h1 className="mt-5 text-xl font-semibold">Sign in</h1>
        <p className="mt-1 mb-4 text-muted">
          Cutover printed a one-time link when it started. It holds the token that this form needs.
        </p>
        <SignInForm token={typeof token === 'string' ? token : ''} signIn={signInWithToken} />
      </div>
    </main>
  )
}
